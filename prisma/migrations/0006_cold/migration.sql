-- Series that are no longer in memory, so that queries of their time still find them.

-- A run: series that were written together, with their labels, as a few pages. Its row publishes it. `level` 0: as they
-- left memory; 1: a day that has passed, merged. All had their last sample in the UTC day that begins at `dayStart`.
CREATE TABLE "ColdRun" (
    "run" INTEGER NOT NULL,
    "level" SMALLINT NOT NULL,
    "dayStart" TIMESTAMPTZ(3) NOT NULL,
    "series" INTEGER NOT NULL,
    "firstMs" BIGINT NOT NULL,
    "lastMs" BIGINT NOT NULL,
    "directory" BYTEA NOT NULL,
    CONSTRAINT "ColdRun_pkey" PRIMARY KEY ("run")
);
ALTER TABLE "ColdRun" ALTER COLUMN "directory" SET STORAGE EXTERNAL;

-- Pages of runs. What came during a day lies in the day's partition, which goes when the day is merged; merged days lie in
-- the partition of their month. Made at run time like those of "Page".
CREATE TABLE "ColdPage" (
    "level" SMALLINT NOT NULL,
    "dayStart" TIMESTAMPTZ(3) NOT NULL,
    "run" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "ColdPage_pkey" PRIMARY KEY ("level", "dayStart", "run", "part")
) PARTITION BY LIST ("level");
ALTER TABLE "ColdPage" ALTER COLUMN "data" SET STORAGE EXTERNAL;
CREATE TABLE "partitions"."ColdPage_fresh" PARTITION OF "ColdPage" FOR VALUES IN (0) PARTITION BY RANGE ("dayStart");
CREATE TABLE "partitions"."ColdPage_merged" PARTITION OF "ColdPage" FOR VALUES IN (1) PARTITION BY RANGE ("dayStart");
