import { z } from 'zod';
import '../optionMeta';

const SHOW = 'Lists';
const SEARCH = 'Search';
const LINKS = 'Links';
const searching = { option: 'showSearch', in: [true] };

const schema = z.object({
  showStarred: z.boolean().catch(true).default(true).meta({ title: 'Starred', group: SHOW }),
  showRecentlyViewed: z.boolean().catch(false).default(false).meta({ title: 'Recently viewed', group: SHOW }),
  showSearch: z.boolean().catch(false).default(false).meta({ title: 'Search', group: SHOW }),
  showHeadings: z.boolean().catch(true).default(true).meta({ title: 'Headings', group: SHOW }),
  showFolderNames: z.boolean().catch(true).default(true).meta({ title: 'Folder names', group: SHOW }),
  maxItems: z
    .number()
    .int()
    .min(1)
    .max(500)
    .catch(10)
    .default(10)
    .meta({ title: 'At most', group: SHOW, description: 'Dashboards in each list' }),
  query: z
    .string()
    .max(500)
    .catch('')
    .default('')
    .meta({ title: 'Words', group: SEARCH, placeholder: 'any', showIf: searching }),
  tags: z
    .array(z.string().max(200))
    .max(20)
    .catch([])
    .default([])
    .meta({ title: 'Tags', group: SEARCH, control: 'words', placeholder: 'any', showIf: searching }),
  folderUID: z
    .string()
    .max(200)
    .optional()
    .catch(undefined)
    .meta({ title: 'Folder', group: SEARCH, placeholder: 'any', showIf: searching }),
  keepTime: z.boolean().catch(false).default(false).meta({ title: 'Take the time range along', group: LINKS }),
  includeVars: z.boolean().catch(false).default(false).meta({ title: 'Take the variables along', group: LINKS }),
});

/** Options of the list of dashboards by Grafana's names; wrong values fall back to their defaults. */
export const dashListOptions = schema.catch(schema.parse({}));
export type DashListOptions = z.infer<typeof schema>;
