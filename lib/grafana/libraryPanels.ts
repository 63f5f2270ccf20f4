import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from './fieldReader';
import { mapObject, objectsOf } from './walk';

/** Puts the library panels that a shared dashboard brings along (`__elements`) in their places, as panels of its own. */
export function inlineLibraryPanels(json: JsonObject): JsonObject {
  const models = readElements(json['__elements']);
  if (models.size === 0) return json;
  return mapObject(json, (value) => {
    if (!isJsonObject(value)) return value;
    const uid = isJsonObject(value['libraryPanel']) ? value['libraryPanel']['uid'] : undefined;
    const model = typeof uid === 'string' ? models.get(uid) : undefined;
    if (model === undefined) return value;
    const { libraryPanel: _, ...place } = value;
    const { libraryPanel: __, ...panel } = model;
    return { ...panel, ...place };
  });
}

/** `__elements` is an object by uid, in older exports a list. */
function readElements(elements: Json | undefined): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const list = isJsonObject(elements) ? Object.values(elements).filter(isJsonObject) : objectsOf(elements);
  for (const { uid, model } of list) if (typeof uid === 'string' && isJsonObject(model)) found.set(uid, model);
  return found;
}
