'use client';

import {
  IconAlignLeft,
  IconChevronDown,
  IconChevronRight,
  IconCopy,
  IconEye,
  IconEyeOff,
  IconTrash,
} from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import type { PromqlHandle } from '@/components/promql/promqlField';
import { LateText } from '@/components/ui/controls/LateText';
import { IconButton } from '@/components/ui/IconButton';
import { DragHandle } from '@/components/ui/SortableItem';
import type { Target } from '@/lib/dashboard/document';
import { formatTemplate } from '@/lib/dashboard/promqlTemplate/formatTemplate';
import { duplicateTarget, removeTarget } from '@/lib/dashboard/targets/editTargets';
import { refIdProblem, renameRefId } from '@/lib/dashboard/targets/refIds';
import type { QueryCardProps } from './QueryCard';
import classes from './queries.module.css';
import { SourceSelect } from './SourceSelect';

interface QueryHeadProps extends QueryCardProps {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (label: string, change: Partial<Omit<Target, 'refId'>>) => void;
  readonly editor: RefObject<PromqlHandle | null>;
}

/** Name and source of a query, and what can be done with it. */
export function QueryHead({ target, index, draft, scope, onMove, open, onOpen, onChange, editor }: QueryHeadProps) {
  const { panel, change } = draft;
  const { refId, hide } = target;
  const [complaint, setComplaint] = useState<string>();
  const format = () => {
    const formatted = formatTemplate(editor.current?.text() ?? target.expr, scope.variables);
    setComplaint(formatted.ok ? undefined : formatted.reason);
    if (formatted.ok) editor.current?.setText(formatted.text);
  };
  return (
    <div className={classes.head}>
      <IconButton
        icon={open ? IconChevronDown : IconChevronRight}
        size={24}
        label={open ? `Fold query ${refId}` : `Open query ${refId}`}
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      />
      <span className={classes.refId} data-hidden={hide || undefined}>
        <LateText
          label={`Name of ${refId}`}
          value={refId}
          problem={(text) => refIdProblem(panel, refId, text)}
          onChange={(to) => change(`Rename query ${refId}`, renameRefId(panel, refId, to))}
        />
      </span>
      <SourceSelect target={target} panel={panel} onChange={onChange} />
      {hide ? <span className={classes.note}>hidden from the drawing</span> : null}
      {complaint === undefined ? null : (
        <span className={classes.complaint} role="status">
          Not formatted: {complaint}
        </span>
      )}
      <span className={classes.actions}>
        <IconButton icon={IconAlignLeft} label={`Format query ${refId}`} disabled={!open} onClick={format} />
        <IconButton
          icon={IconCopy}
          label={`Duplicate query ${refId}`}
          onClick={() => change(`Duplicate query ${refId}`, duplicateTarget(panel, refId))}
        />
        <IconButton
          icon={hide ? IconEyeOff : IconEye}
          label={hide ? `Show query ${refId}` : `Hide query ${refId}`}
          aria-pressed={hide}
          onClick={() => onChange(hide ? 'Show query' : 'Hide query', { hide: !hide })}
        />
        <IconButton
          icon={IconTrash}
          label={`Remove query ${refId}`}
          onClick={() => change(`Remove query ${refId}`, removeTarget(panel, refId))}
        />
        <DragHandle list="queries" index={index} onMove={onMove} name={`query ${refId}`} />
      </span>
    </div>
  );
}
