import { z } from 'zod';

/** The form of the file; raised when an older build could not read it any more. */
export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
export const MANIFEST_CHECKSUM = 'manifest.sha256';

const table = z.object({
  name: z.string().regex(/^\w+$/),
  columns: z.array(z.string().regex(/^\w+$/)),
  rows: z.number().int().min(0),
  /** Of the text of COPY, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const manifest = z.object({
  format: z.literal(FORMAT),
  takenAt: z.string(),
  /** Names of the migrations that made the tables, oldest first. */
  migrations: z.array(z.string()),
  tables: z.array(table),
  /** The last value that each sequence gave out; null where it has given none. */
  sequences: z.array(z.object({ name: z.string().regex(/^\w+$/), lastValue: z.number().int().nullable() })),
});

export type Manifest = z.infer<typeof manifest>;
export type BackedUpTable = z.infer<typeof table>;

/** A backup that can't be used, or not here. Its message is the whole explanation. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** The file of a table within the backup. */
export function fileOf(name: string): string {
  return `tables/${name}.copy`;
}
