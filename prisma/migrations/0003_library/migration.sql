-- AlterTable
ALTER TABLE "Folder" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "createdBy" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "updatedBy" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Dashboard" ADD COLUMN "createdBy" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "updatedBy" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "deletedAt" TIMESTAMPTZ(3),
    ADD COLUMN "deletedBy" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "Dashboard_deletedAt_idx" ON "Dashboard"("deletedAt");

-- AlterTable
ALTER TABLE "DashboardVersion" ADD COLUMN "restored" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Star" (
    "userId" INTEGER NOT NULL,
    "dashboardId" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Star_pkey" PRIMARY KEY ("userId","dashboardId")
);

-- CreateIndex
CREATE INDEX "Star_dashboardId_idx" ON "Star"("dashboardId");

-- AddForeignKey
ALTER TABLE "Star" ADD CONSTRAINT "Star_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Star" ADD CONSTRAINT "Star_dashboardId_fkey" FOREIGN KEY ("dashboardId") REFERENCES "Dashboard"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "Snapshot" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "deleteKeyHash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "json" JSON NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "createdBy" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Snapshot_key_key" ON "Snapshot"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Snapshot_deleteKeyHash_key" ON "Snapshot"("deleteKeyHash");

-- CreateIndex
CREATE INDEX "Snapshot_expiresAt_idx" ON "Snapshot"("expiresAt");
