'use client';

import { useState } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { Button } from '@/components/ui/Button';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { SettingsSection } from '../SettingsSection';
import classes from '../settings.module.css';
import { CompareVersions } from './CompareVersions';
import { type Compared, comparedName, comparison, readCompare, withCompare, withTicked } from './compareUrl';
import { useVersions } from './useVersions';
import { VersionList } from './VersionList';

/** The versions of a dashboard, or two of them side by side where the address names them. */
export function VersionSettings() {
  const { info } = useEditor();
  const { params } = useUrlParams();
  const compared = readCompare(params);
  if (info.version === 0) {
    return (
      <SettingsSection title="Versions">
        <p className={classes.none}>Each save makes a version. Save the dashboard to begin.</p>
      </SettingsSection>
    );
  }
  return compared === undefined ? <AllVersions /> : <CompareVersions compared={compared} />;
}

function AllVersions() {
  const { info, dirty } = useEditor();
  const { push } = useUrlParams();
  const [ticked, setTicked] = useState<readonly Compared[]>([]);
  const known = useVersions(info.uid, info.version);
  const [one, other] = ticked.filter((version) => version !== 'draft' || dirty);
  const compare = (before: Compared, after: Compared) => push((query) => withCompare(query, comparison(before, after)));
  return (
    <SettingsSection
      title="Versions"
      lead="Each save is one. Tick two to compare them."
      actions={
        <Button
          variant="primary"
          disabled={one === undefined || other === undefined}
          onClick={() => one !== undefined && other !== undefined && compare(one, other)}
        >
          {one === undefined || other === undefined
            ? 'Compare'
            : `Compare ${comparedName(one).toLowerCase()} and ${comparedName(other).toLowerCase()}`}
        </Button>
      }
    >
      <VersionList
        known={known}
        ticked={ticked}
        onTick={(version) => setTicked(withTicked(ticked, version))}
        onCompare={compare}
      />
    </SettingsSection>
  );
}
