-- Sessions by row, other ways to sign in, the library, presets, reports of problems. prisma/schema.db.test.ts proves that what
-- Prisma cannot say of it exists. All sessions end with this migration: their tokens name no row.

-- CreateEnum
CREATE TYPE "picture_shape" AS ENUM ('square', 'landscape', 'portrait');

-- AlterTable
ALTER TABLE "email_tokens" ADD COLUMN     "email" TEXT;

-- AlterTable
ALTER TABLE "jobs" ADD COLUMN     "comparison_id" UUID;

-- AlterTable
ALTER TABLE "users" DROP COLUMN "session_version",
ADD COLUMN     "currency" TEXT,
ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "time_zone" TEXT,
ALTER COLUMN "password_hash" DROP NOT NULL;

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identities" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "identities_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "pictures" (
    "image_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "model" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "shape" "picture_shape" NOT NULL,
    "colours" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "favourite" BOOLEAN NOT NULL DEFAULT false,
    "folder_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),
    "terms" tsvector,

    CONSTRAINT "pictures_pkey" PRIMARY KEY ("image_id")
);

-- CreateTable
CREATE TABLE "folders" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "folders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presets" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snippets" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snippets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem_reports" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "image_id" UUID,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,

    CONSTRAINT "problem_reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sessions_user_id_seen_at_idx" ON "sessions"("user_id", "seen_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "identities_user_id_provider_key" ON "identities"("user_id", "provider");

-- CreateIndex
CREATE INDEX "pictures_folder_id_idx" ON "pictures"("folder_id");

-- CreateIndex
CREATE UNIQUE INDEX "folders_user_id_name_key" ON "folders"("user_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "presets_user_id_name_key" ON "presets"("user_id", "name");

-- CreateIndex
CREATE INDEX "snippets_user_id_created_at_idx" ON "snippets"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "problem_reports_created_at_id_idx" ON "problem_reports"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "problem_reports_job_id_idx" ON "problem_reports"("job_id");

-- CreateIndex
CREATE INDEX "problem_reports_user_id_idx" ON "problem_reports"("user_id");

-- CreateIndex
CREATE INDEX "email_tokens_expires_at_idx" ON "email_tokens"("expires_at");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "images"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "folders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "folders" ADD CONSTRAINT "folders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presets" ADD CONSTRAINT "presets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_reports" ADD CONSTRAINT "problem_reports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_reports" ADD CONSTRAINT "problem_reports_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ── by hand ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE users ADD CONSTRAINT users_currency_known CHECK (currency IN ('CNY', 'USD'));

-- A user's pictures in order, with all that they are filtered by: any view of any size is read from here, without its rows.
CREATE INDEX pictures_wall ON pictures (user_id, made_at DESC, image_id DESC)
  INCLUDE (width, height, model, operation, shape, colours, favourite, folder_id, deleted_at);
-- Search. Each term begins with characters of its user (lib/library/term-vector.ts), so that a common word does not walk through
-- other people's pictures. Without a list of pending entries, because each search would read it from end to end.
CREATE INDEX pictures_terms ON pictures USING gin (terms) WITH (fastupdate = off);
-- What still has to be indexed, because its preview was not made yet.
CREATE INDEX pictures_without_terms ON pictures (made_at) WHERE terms IS NULL;
-- What may be thrown away for good.
CREATE INDEX pictures_in_bin ON pictures (deleted_at) WHERE deleted_at IS NOT NULL;
-- An index alone answers only for pages that were vacuumed since they were written.
ALTER TABLE pictures SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
-- What operators have not dealt with.
CREATE INDEX problem_reports_open ON problem_reports (created_at DESC, id DESC) WHERE closed_at IS NULL;

-- Pictures that were delivered before there was a library.
INSERT INTO pictures (image_id, user_id, made_at, model, operation, width, height, shape)
SELECT images.id, images.user_id, images.finished_at, images.model, jobs.operation, images.width, images.height,
  CASE
    WHEN images.width > images.height * 1.05 THEN 'landscape'
    WHEN images.height > images.width * 1.05 THEN 'portrait'
    ELSE 'square'
  END::picture_shape
FROM images JOIN jobs ON jobs.id = images.job_id
WHERE images.state = 'delivered';
