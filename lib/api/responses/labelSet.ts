import { z } from 'zod';

/** A label set as an object, `__name__` among its keys. */
export const labelSet = z.record(z.string(), z.string());
