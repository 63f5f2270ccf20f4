'use client';

import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import classes from './importer.module.css';

interface ImportStartProps {
  /** Without the field for pasted text: something was given already. */
  readonly compact: boolean;
  readonly busy: boolean;
  readonly onTexts: (texts: readonly { readonly name: string; readonly text: string }[]) => void;
}

/** More at once is a mistake, as a whole folder dropped. */
const MAX_FILES = 300;

/** Takes files by drop or choice, and text by paste. */
export function ImportStart({ compact, busy, onTexts }: ImportStartProps) {
  const [over, setOver] = useState(false);
  const [text, setText] = useState('');
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
    onTexts([{ name: 'Pasted text', text }]);
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
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
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
