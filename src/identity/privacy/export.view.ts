import {
  derived,
  FALSE,
  one,
  type Row,
  type Sql,
  sql,
  value,
  type ViewScope,
  type ViewSet,
} from '../../base/views/index.js';
import { DataExport } from './data-export.entity.js';
import type { ExportLinks } from './export-links.js';

/** How long one may be in the making; then whoever made it is taken to have died. */
export const PATIENCE_HOURS = 24;

function status(made: Row, { now }: ViewScope): Sql {
  return sql`CASE WHEN ${made}.status = 'READY' AND ${made}.expires_at <= ${now} THEN 'EXPIRED'
    WHEN ${made}.status = 'PENDING' AND ${made}.requested_at <= ${now}::timestamptz - interval '24 hours' THEN 'FAILED' ELSE ${made}.status END`;
}

/** The account's alone. The address isn't stored: it is made from the row by whoever has the server's key. */
export function exportViews(links: ExportLinks): ViewSet {
  return {
    views: {
      DataExport: {
        entity: DataExport,
        id: { prefix: 'export' },
        visible: (made, { signedIn, viewerId }) => (signedIn ? sql`${made}.account_id = ${viewerId}` : FALSE),
        fields: {
          status: value(status),
          downloadUrl: derived<{ readonly id: string; readonly status: string }>(
            (made, scope) => ({ id: sql`${made}.id`, status: status(made, scope) }),
            ({ id, status: now }) => (now === 'READY' ? links.url(id) : null),
          ),
        },
      },
    },
    fields: {
      Viewer: {
        latestExport: one('DataExport', {
          key: (account) =>
            sql`(SELECT e.id FROM data_export e WHERE e.account_id = ${account}.id ORDER BY e.requested_at DESC LIMIT 1)`,
        }),
      },
    },
  };
}
