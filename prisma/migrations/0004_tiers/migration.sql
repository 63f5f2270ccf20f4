-- Downsampled tiers (1: 5m, 2: 1h) beside raw, and retention classes beside the default one.

-- Which published windows of the finer tier a tier's window was built from; empty for raw.
ALTER TABLE "Window" ADD COLUMN "sources" BYTEA NOT NULL DEFAULT ''::bytea;

-- Retention class of the series in the page: a page has series of one class only.
ALTER TABLE "FreshPage" ADD COLUMN "class" SMALLINT NOT NULL DEFAULT 0;

-- 5m pages lie in monthly partitions, 1h pages in yearly ones; made at run time like the days of raw.
CREATE TABLE "partitions"."Page_5m" PARTITION OF "Page" FOR VALUES IN (1) PARTITION BY LIST ("class");
CREATE TABLE "partitions"."Page_5m_0" PARTITION OF "partitions"."Page_5m" FOR VALUES IN (0)
    PARTITION BY RANGE ("windowStart");
CREATE TABLE "partitions"."Page_1h" PARTITION OF "Page" FOR VALUES IN (2) PARTITION BY LIST ("class");
CREATE TABLE "partitions"."Page_1h_0" PARTITION OF "partitions"."Page_1h" FOR VALUES IN (0)
    PARTITION BY RANGE ("windowStart");
