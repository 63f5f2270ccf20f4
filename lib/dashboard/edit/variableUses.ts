/** Who uses a variable, and the same with another name. */
import type { Dashboard, Panel, Section, Variable } from '../document';
import { escapeRegex } from '../escapeRegex';
import { mentionedVariables } from '../variables/interpolate';
import { mapStrings } from './mapStrings';

export interface VariableUse {
  /** For people: `Panel CPU`, `Row Disks`, `Variable instance`. */
  readonly place: string;
  /** Inside of it: `targets[0].expr`. */
  readonly path: string;
  readonly text: string;
}

/** Every text that mentions a variable, and every panel and row that repeats for it; in the order of the document. */
export function variableUses(dashboard: Dashboard, name: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  visitPlaces(
    dashboard,
    (value, place) => {
      mapStrings(value, (text, path) => {
        const isUse = path === 'repeat' ? text === name : text.includes(name) && mentionedVariables(text).has(name);
        // What is kept beside a field to write it back may hold the field's text a second time.
        const isCopy = path.startsWith('unknown.') && uses.some((use) => use.place === place && use.text === text);
        if (isUse && !isCopy) uses.push({ place, path, text });
        return text;
      });
      return value;
    },
    name,
  );
  return uses;
}

/** How often each variable is used, in one pass; one that is not used is not listed. */
export function variableUseCounts(dashboard: Dashboard): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  visitPlaces(
    dashboard,
    (value, place) => {
      mapStrings(value, (text, path) => {
        const names = path === 'repeat' ? [text] : mentionedVariables(text);
        for (const name of names) {
          if (place !== variablePlace(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
        }
        return text;
      });
      return value;
    },
    '',
  );
  return counts;
}

/** Writes another name wherever texts and repeats use the variable; the variable itself is left alone. */
export function renameVariableUses(dashboard: Dashboard, from: string, to: string): Dashboard {
  const rename = (text: string, path: string) =>
    path === 'repeat' ? (text === from ? to : text) : renameInText(text, from, to);
  return visitPlaces(dashboard, (value) => mapStrings(value, rename), to);
}

/** `$from`, `[[from…]]` and `${from…}` with the new name. */
function renameInText(text: string, from: string, to: string): string {
  if (!text.includes(from)) return text;
  const name = escapeRegex(from);
  const token = new RegExp(`(\\$)${name}(?!\\w)|(\\[\\[)${name}(?=[:\\]])|(\\$\\{)${name}(?=[.:}])`, 'g');
  return text.replace(token, (_token, plain?: string, bracket?: string, brace?: string) => {
    return `${plain ?? bracket ?? brace ?? ''}${to}`;
  });
}

type Visit = <Part>(part: Part, place: string) => Part;

/** Calls `visit` for each part that may mention variables, and puts its answer in the part's place. */
function visitPlaces(dashboard: Dashboard, visit: Visit, ownName: string): Dashboard {
  const panels = Object.values(dashboard.panels);
  return {
    ...dashboard,
    title: visit(dashboard.title, 'Title'),
    description: visit(dashboard.description, 'Description'),
    variables: dashboard.variables.map((variable) => visitVariable(variable, visit, ownName)),
    layout: dashboard.layout.map((section) => visitSection(section, visit)),
    panels: Object.fromEntries(panels.map((panel) => [panel.id, visit(panel, panelPlace(panel))])),
    annotations: dashboard.annotations.map((annotation) => visit(annotation, `Annotation ${nameOf(annotation)}`)),
    links: dashboard.links.map((link) => visit(link, `Link ${nameOf(link)}`)),
  };
}

function panelPlace({ title, id }: Panel): string {
  return `Panel ${title === '' ? id : title}`;
}

function variablePlace(name: string): string {
  return `Variable ${name}`;
}

function nameOf(part: { readonly [key: string]: unknown }): string {
  return String(part['name'] ?? part['title'] ?? '').slice(0, 100);
}

function visitSection(section: Section, visit: Visit): Section {
  if (section.type === 'grid') return section;
  const { title, repeat } = visit({ title: section.title, repeat: section.repeat ?? '' }, `Row ${section.title}`);
  return { ...section, title, ...(repeat === '' ? {} : { repeat }) };
}

/** Not its values and options: they are data, and may hold anything. */
function visitVariable(variable: Variable, visit: Visit, ownName: string): Variable {
  const { current, options, name, ...texts } = variable;
  if (name === ownName) return variable;
  return { ...visit(texts, variablePlace(name)), current, options, name };
}
