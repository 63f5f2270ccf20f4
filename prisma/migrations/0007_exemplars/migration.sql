-- Exemplars, packed with the labels of their series: a row a minute, in daily partitions that are made at run time and
-- dropped with the retention of raw samples. `day` is that of writing; `minMs` and `maxMs` are times of the exemplars.
CREATE TABLE "ExemplarPage" (
    "day" TIMESTAMPTZ(3) NOT NULL,
    "id" BIGINT NOT NULL,
    "minMs" BIGINT NOT NULL,
    "maxMs" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    CONSTRAINT "ExemplarPage_pkey" PRIMARY KEY ("day", "id")
) PARTITION BY RANGE ("day");
ALTER TABLE "ExemplarPage" ALTER COLUMN "data" SET STORAGE EXTERNAL;
