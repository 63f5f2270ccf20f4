'use client';

import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import classes from './importer.module.css';
import { readImport } from './readImport';

interface ImportStartProps {
  /** Without the field for pasted text: something was given already. */
  readonly compact: boolean;
  readonly busy: boolean;
  readonly onTexts: (texts: readonly { readonly name: string; readonly text: string }[]) => void;
}

/** More at once is a mistake, as a whole folder dropped. */
const MAX_FILES = 300;
const PASTED = 'Pasted text';

/** Takes files by drop or choice, and text by paste. */
export function ImportStart({ compact, busy, onTexts }: ImportStartProps) {
  const [over, setOver] = useState(false);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const chooser = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, MAX_FILES);
    onTexts(await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() }))));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };
  const read = () => {
    const source = readImport(PASTED, text);
    setProblem(source.ok ? undefined : source.problem);
    if (!source.ok) return;
    onTexts([{ name: PASTED, text }]);
    setText('');
  };
  return (
    <section aria-label="Give JSON" className={classes.start}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the button inside does the same */}
      <div
        className={classes.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <IconFileUpload size={20} stroke={1.6} aria-hidden />
        <span>Drop dashboard JSON here, one file or several</span>
        <Button onClick={() => chooser.current?.click()} disabled={busy}>
          Choose files
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          multiple
          hidden
          aria-label="Dashboard files"
          onChange={(event) => {
            void take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {compact ? null : (
        <div className={classes.paste}>
          <label htmlFor="pasted-json">Or paste JSON</label>
          <textarea
            id="pasted-json"
            className={classes.text}
            rows={12}
            spellCheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : 'pasted-json-problem'}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {problem === undefined ? null : (
            <p id="pasted-json-problem" role="alert" className={classes.problem}>
              {problem}
            </p>
          )}
          <div className={classes.buttons}>
            <Button variant="primary" onClick={read} disabled={text.trim() === '' || busy}>
              Continue
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
