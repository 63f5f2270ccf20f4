'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useRef } from 'react';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import { CollectorLookups } from './collectorLookups';
import { createPromqlView, replaceText } from './createPromqlView';
import type { PromqlFieldProps } from './promqlField';
import { lintAgain } from './promqlLint';

/** The editor itself; loaded by PromqlEditor and ExpressionField when the page has drawn. */
export function PromqlCodeMirror(props: PromqlFieldProps) {
  const { value, scope, label, handle } = props;
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<ReturnType<typeof createPromqlView>>(undefined);
  const live = useRef(props);
  live.current = props;
  const queryClient = useQueryClient();
  useEffect(() => {
    if (parent.current === null) return;
    const lookups = new CollectorLookups({
      queryClient,
      bounds: () => live.current.bounds ?? {},
      interpolate: (text) => interpolate(text, live.current.scope, 'promql'),
    });
    const created = createPromqlView(parent.current, lookups, () => live.current, label);
    view.current = created;
    return () => {
      // What was typed and not yet left is not lost with the editor.
      created.commit();
      created.view.destroy();
      view.current = undefined;
    };
  }, [queryClient, label]);
  useEffect(() => {
    if (view.current !== undefined) replaceText(view.current.view, value, true);
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scope may make the same text right or wrong
  useEffect(() => {
    if (view.current !== undefined) lintAgain(view.current.view);
  }, [scope]);
  useImperativeHandle(handle, () => ({
    focus: () => view.current?.view.focus(),
    text: () => view.current?.view.state.doc.toString() ?? live.current.value,
    setText: (text) => {
      if (view.current === undefined) return;
      replaceText(view.current.view, text, false);
      view.current.commit();
    },
  }));
  return <div ref={parent} />;
}
