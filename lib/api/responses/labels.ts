/** https://prometheus.io/docs/prometheus/latest/querying/api/#getting-label-names and #querying-label-values */
import { z } from 'zod';

export const namesData = z.array(z.string());
