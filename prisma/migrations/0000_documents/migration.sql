-- CreateTable
CREATE TABLE "Folder" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "parentUid" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Folder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dashboard" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "tags" TEXT[],
    "folderUid" TEXT,
    "json" JSON NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "shipped" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Dashboard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DashboardVersion" (
    "id" SERIAL NOT NULL,
    "dashboardId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "json" JSON NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "createdBy" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DashboardVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Folder_uid_key" ON "Folder"("uid");

-- CreateIndex
CREATE INDEX "Folder_parentUid_idx" ON "Folder"("parentUid");

-- CreateIndex
CREATE UNIQUE INDEX "Dashboard_uid_key" ON "Dashboard"("uid");

-- CreateIndex
CREATE INDEX "Dashboard_folderUid_idx" ON "Dashboard"("folderUid");

-- CreateIndex
CREATE UNIQUE INDEX "DashboardVersion_dashboardId_version_key" ON "DashboardVersion"("dashboardId", "version");

-- AddForeignKey
ALTER TABLE "Folder" ADD CONSTRAINT "Folder_parentUid_fkey" FOREIGN KEY ("parentUid") REFERENCES "Folder"("uid") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dashboard" ADD CONSTRAINT "Dashboard_folderUid_fkey" FOREIGN KEY ("folderUid") REFERENCES "Folder"("uid") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DashboardVersion" ADD CONSTRAINT "DashboardVersion_dashboardId_fkey" FOREIGN KEY ("dashboardId") REFERENCES "Dashboard"("id") ON DELETE CASCADE ON UPDATE CASCADE;
