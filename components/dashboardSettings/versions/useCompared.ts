'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { getVersion } from '@/lib/api/library';
import type { DashboardVersion } from '@/lib/api/responses/library';
import { orderedJson } from '@/lib/dashboard/diff/orderedJson';
import type { Dashboard, JsonObject } from '@/lib/dashboard/document';
import { readClassic, writeClassic } from '@/lib/grafana/classic';
import type { Compared } from './compareUrl';

export interface ComparedDocument {
  readonly dashboard: Dashboard;
  /** Its JSON as it is stored, but for the order of its keys. */
  readonly text: string;
  /** Not of a draft. */
  readonly facts?: DashboardVersion;
}

export interface ComparedState {
  readonly compared: Compared;
  /** undefined until it is loaded. */
  readonly document: ComparedDocument | undefined;
  readonly failure: Error | null;
}

/** A version from the server, which never changes, or the draft. */
export function useCompared(compared: Compared): ComparedState {
  const { dashboard, info } = useEditor();
  const isDraft = compared === 'draft';
  const { data, error } = useQuery({
    queryKey: ['version', info.uid, compared],
    enabled: !isDraft,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => getVersion(info.uid, isDraft ? 0 : compared, { signal }),
  });
  const document = useMemo((): ComparedDocument | undefined => {
    if (isDraft) {
      const written = withoutCounts(writeClassic(dashboard));
      return { dashboard: readClassic(written).dashboard, text: jsonText(written) };
    }
    if (data === undefined) return undefined;
    const { data: json, ...facts } = data;
    const written = withoutCounts(json);
    return { dashboard: readClassic(written).dashboard, text: jsonText(written), facts };
  }, [isDraft, dashboard, data]);
  return { compared, document, failure: error };
}

/** Without what the server counts: it differs in all versions. */
function withoutCounts({ version: _version, id: _id, ...json }: JsonObject): JsonObject {
  return json;
}

function jsonText(json: JsonObject): string {
  return JSON.stringify(orderedJson(json), null, 2);
}
