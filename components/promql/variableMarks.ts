import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { templateTokens } from '@/lib/dashboard/promqlTemplate/templateTokens';

const mark = Decoration.mark({ class: 'cm-promqlVariable' });

function marksOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, place } of templateTokens(view.state.doc.toString())) {
    if (place !== 'comment') builder.add(from, to, mark);
  }
  return builder.finish();
}

/** Colours variables wherever they stand, in strings too. */
export const variableMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksOf(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = marksOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
