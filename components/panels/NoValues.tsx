import { PanelNote } from './PanelNote';
import type { ReduceOptions } from './reduceOptions';

/** There is data, and nothing in it is a value that the panel shows. */
export function NoValues({ options }: { readonly options: ReduceOptions }) {
  if (options.fields !== '') {
    return (
      <PanelNote title="No field to show">
        No field is called <code>{options.fields}</code>. Choose other fields in the panel’s options.
      </PanelNote>
    );
  }
  return (
    <PanelNote title="No number to show">
      The data holds no numbers. To show a text, choose its field in the panel’s options.
    </PanelNote>
  );
}
