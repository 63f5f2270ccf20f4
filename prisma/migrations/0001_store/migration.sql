-- The sample store (collector/storage). Bytes are self-describing pages, drawn in collector/storage/chunkenc/FORMAT.md.
--
-- Partitions live in a schema of their own, because the collector makes and drops them at run time and they must not look
-- like drift to `prisma migrate`. Dense bytes are STORAGE EXTERNAL: compressing them again costs time and saves nothing.

CREATE SCHEMA IF NOT EXISTS "partitions";

-- One row. `epoch` counts takeovers by a collector; every write of the log and every publication checks it (fencing).
CREATE TABLE "StoreState" (
    "id" INTEGER NOT NULL DEFAULT 1 CHECK ("id" = 1),
    "epoch" BIGINT NOT NULL,
    CONSTRAINT "StoreState_pkey" PRIMARY KEY ("id")
);
INSERT INTO "StoreState" ("epoch") VALUES (0);

-- The write-ahead log: one row per group commit. Four segments, filled in turn and truncated, never deleted from.
CREATE TABLE "HeadLog" (
    "segment" SMALLINT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "HeadLog_pkey" PRIMARY KEY ("segment", "sequence")
) PARTITION BY LIST ("segment");
ALTER TABLE "HeadLog" ALTER COLUMN "data" SET STORAGE EXTERNAL;
CREATE TABLE "partitions"."HeadLog_0" PARTITION OF "HeadLog" FOR VALUES IN (0);
CREATE TABLE "partitions"."HeadLog_1" PARTITION OF "HeadLog" FOR VALUES IN (1);
CREATE TABLE "partitions"."HeadLog_2" PARTITION OF "HeadLog" FOR VALUES IN (2);
CREATE TABLE "partitions"."HeadLog_3" PARTITION OF "HeadLog" FOR VALUES IN (3);

-- Closed blocks of windows that are not sealed yet. `id` ascends; a page belongs to exactly one window.
CREATE TABLE "FreshPage" (
    "id" BIGINT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "FreshPage_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "FreshPage" ALTER COLUMN "data" SET STORAGE EXTERNAL;

-- Sealed pages of a window, by tier (0 raw), retention class (0 default) and time. Only the generation that the window's
-- row names counts. Daily partitions of raw are made ahead and dropped by retention.
CREATE TABLE "Page" (
    "tier" SMALLINT NOT NULL,
    "class" SMALLINT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "generation" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "Page_pkey" PRIMARY KEY ("tier", "class", "windowStart", "generation", "part")
) PARTITION BY LIST ("tier");
ALTER TABLE "Page" ALTER COLUMN "data" SET STORAGE EXTERNAL;
CREATE TABLE "partitions"."Page_raw" PARTITION OF "Page" FOR VALUES IN (0) PARTITION BY LIST ("class");
CREATE TABLE "partitions"."Page_raw_0" PARTITION OF "partitions"."Page_raw" FOR VALUES IN (0)
    PARTITION BY RANGE ("windowStart");

-- One row per sealed window: upserting it publishes a generation. Fresh pages up to `mergedFresh` are in it.
CREATE TABLE "Window" (
    "tier" SMALLINT NOT NULL,
    "class" SMALLINT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "generation" INTEGER NOT NULL,
    "mergedFresh" BIGINT NOT NULL,
    "samples" BIGINT NOT NULL,
    "directory" BYTEA NOT NULL,
    "members" BYTEA NOT NULL,
    CONSTRAINT "Window_pkey" PRIMARY KEY ("tier", "class", "windowStart")
);

-- Up to 4,096 series with their labels, in order of their refs. Only the newest block is ever rewritten.
CREATE TABLE "SeriesBlock" (
    "id" INTEGER NOT NULL,
    "firstRef" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "SeriesBlock_pkey" PRIMARY KEY ("id")
);

-- One row: type, help and unit of every metric. Bytes, because a help text may hold what TEXT refuses.
CREATE TABLE "MetricMetadata" (
    "id" INTEGER NOT NULL DEFAULT 1 CHECK ("id" = 1),
    "data" BYTEA NOT NULL,
    CONSTRAINT "MetricMetadata_pkey" PRIMARY KEY ("id")
);
