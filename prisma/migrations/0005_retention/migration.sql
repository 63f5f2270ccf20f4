-- What is kept how long, and what was deleted by matcher.

-- Retention classes: how long series of a class keep each tier, in ms; 0 means that the tier is off, NULL what the settings
-- say. Pages name classes by id, so an id keeps its meaning. Class 0 is that of series that no rule speaks of.
CREATE TABLE "RetentionClass" (
    "id" SMALLINT NOT NULL,
    "rawMs" BIGINT,
    "fiveMinuteMs" BIGINT,
    "oneHourMs" BIGINT,
    CONSTRAINT "RetentionClass_pkey" PRIMARY KEY ("id")
);
INSERT INTO "RetentionClass" ("id") VALUES (0);

-- Deleted stretches of series. `id` is of the sequence that numbers fresh pages: pages with smaller ids are older than the
-- deletion, those with larger ids hold what came after it. The same for log rows and `logSequence`. `members` are the
-- series, each with the end of its stretch; all begin at `minMs`.
CREATE TABLE "Tombstone" (
    "id" BIGINT NOT NULL,
    "logSequence" BIGINT NOT NULL,
    "minMs" BIGINT NOT NULL,
    "members" BYTEA NOT NULL,
    CONSTRAINT "Tombstone_pkey" PRIMARY KEY ("id")
);

-- Deletions up to this id are carried out in the window's pages.
ALTER TABLE "Window" ADD COLUMN "deletionsUntil" BIGINT NOT NULL DEFAULT 0;

-- One row while series are moved to the windows of their present classes; windows that begin before `doneBefore` are done.
CREATE TABLE "Repack" (
    "id" INTEGER NOT NULL DEFAULT 1 CHECK ("id" = 1),
    "doneBefore" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "Repack_pkey" PRIMARY KEY ("id")
);
