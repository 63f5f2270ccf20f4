-- Which series of a block are still in memory: bit b of the bitmap is the ref "firstRef" + b. Empty: all that are in the block.
ALTER TABLE "SeriesBlock" ADD COLUMN "live" BYTEA NOT NULL DEFAULT ''::bytea;
