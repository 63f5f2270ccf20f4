import type { Prisma } from '@/lib/db/client';
import { ColdPartitions } from './coldPartitions';
import { ColdRunTable } from './coldRuns';
import { ExemplarPageTable } from './exemplarPages';
import { FreshPageTable } from './freshPages';
import { HeadLogTable } from './headLog';
import type { Lease } from './lease';
import { MetadataTable } from './metadataTable';
import { Partitions } from './partitions';
import { SealedPageTable } from './sealedPages';
import { SeriesBlockTable } from './seriesBlocks';

/** The tables of the store. */
export interface StoreTables {
  readonly log: HeadLogTable;
  readonly fresh: FreshPageTable;
  readonly sealed: SealedPageTable;
  readonly series: SeriesBlockTable;
  readonly metadata: MetadataTable;
  readonly exemplars: ExemplarPageTable;
  readonly partitions: Partitions;
  readonly cold: ColdRunTable;
  readonly coldPartitions: ColdPartitions;
}

export function storeTables(prisma: Prisma, lease: Lease): StoreTables {
  return {
    log: new HeadLogTable(prisma, lease),
    fresh: new FreshPageTable(prisma, lease),
    sealed: new SealedPageTable(prisma, lease),
    series: new SeriesBlockTable(prisma, lease),
    metadata: new MetadataTable(prisma, lease),
    exemplars: new ExemplarPageTable(prisma, lease),
    partitions: new Partitions(prisma, lease),
    cold: new ColdRunTable(prisma, lease),
    coldPartitions: new ColdPartitions(prisma, lease),
  };
}
