'use client';

import { useState } from 'react';

/** IANA names of all zones this browser knows. */
export function useTimeZones(): readonly string[] {
  const [zones] = useState(() => Intl.supportedValuesOf('timeZone'));
  return zones;
}
