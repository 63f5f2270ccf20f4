import type { JsonObject } from '@/lib/dashboard/document';
import { BUILT_IN_SOURCE } from '@/lib/grafana/builtInSource';

/** The name under which the built-in source is listed. */
export const BUILT_IN_SOURCE_NAME = 'Belvedere';

/** The built-in source as Grafana's GET /api/datasources/uid/:uid tells of one. */
export function dataSourceBody(): JsonObject {
  return {
    id: 1,
    uid: BUILT_IN_SOURCE.uid,
    orgId: 1,
    name: BUILT_IN_SOURCE_NAME,
    type: BUILT_IN_SOURCE.type,
    typeName: 'Prometheus',
    typeLogoUrl: '',
    access: 'proxy',
    url: '',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    withCredentials: false,
    isDefault: true,
    jsonData: { httpMethod: 'POST', prometheusType: 'Prometheus' },
    secureJsonFields: {},
    version: 1,
    readOnly: true,
  };
}
