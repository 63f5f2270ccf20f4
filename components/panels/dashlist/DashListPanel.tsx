'use client';

import Link from 'next/link';
import { PanelNote } from '../PanelNote';
import { panelPadding, TEXT_PADDING_PX } from '../padding';
import type { PanelHost, PanelProps } from '../panelType';
import styles from './dashlist.module.css';
import type { DashListOptions } from './options';
import { type DashList, useDashLists } from './useDashLists';

interface ListProps {
  readonly list: DashList;
  readonly options: DashListOptions;
  /** What links take along; '' for nothing. */
  readonly parameters: string;
}

/** Parameters of the links, as the options ask for them. */
function linkParameters({ keepTime, includeVars }: DashListOptions, { interpolate }: PanelHost): string {
  const wanted = [...(keepTime ? ['$__url_time_range'] : []), ...(includeVars ? ['$__all_variables'] : [])];
  return wanted
    .map((text) => interpolate(text))
    .filter((text) => text !== '')
    .join('&');
}

function Dashboards({ list, options, parameters }: ListProps) {
  const { dashboards, failure, nothing } = list;
  if (failure !== null) return <p className={styles['quiet']}>The list cannot be read: {failure.message}</p>;
  if (dashboards === undefined) return <p className={styles['quiet']}>Loading</p>;
  if (dashboards.length === 0) return <p className={styles['quiet']}>{nothing}</p>;
  return (
    <ul className={styles['list']}>
      {dashboards.map(({ uid, title, url, folder }) => (
        <li key={uid}>
          <Link className={styles['link']} href={parameters === '' ? url : `${url}?${parameters}`} prefetch={false}>
            <span className={styles['title']}>{title}</span>
            {options.showFolderNames && folder !== '' ? <span className={styles['folder']}>{folder}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Links to dashboards: starred, recently viewed, found by words and tags. */
export function DashListPanel({ options, host }: PanelProps<DashListOptions>) {
  const lists = useDashLists(options);
  const parameters = linkParameters(options, host);
  if (lists.length === 0) {
    return <PanelNote title="No list chosen">Choose which dashboards to list in the panel’s options.</PanelNote>;
  }
  return (
    <div className={styles['panel']} style={panelPadding(TEXT_PADDING_PX)}>
      {lists.map((list) => (
        <section key={list.heading} aria-label={list.heading}>
          {options.showHeadings ? <h3 className={styles['heading']}>{list.heading}</h3> : null}
          <Dashboards list={list} options={options} parameters={parameters} />
        </section>
      ))}
    </div>
  );
}
