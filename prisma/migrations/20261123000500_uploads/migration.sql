-- Stored inputs, and which job works from which.

-- AlterTable
ALTER TABLE "images" ADD COLUMN     "composed_key" TEXT;

-- AlterTable
ALTER TABLE "jobs" ADD COLUMN     "keep_unpainted" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "uploads" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sent_media_type" TEXT NOT NULL,
    "sent_width" INTEGER NOT NULL,
    "sent_height" INTEGER NOT NULL,
    "sent_bytes" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "has_alpha" BOOLEAN NOT NULL,
    "placeholder" TEXT NOT NULL,
    "source_image_id" UUID,
    "source_upload_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uploads_kind_known" CHECK ("kind" IN ('picture', 'mask')),
    -- What every provider takes and no smaller machine chokes on (lib/catalog/input-limits.ts).
    CONSTRAINT "uploads_within_limits" CHECK (
        "width" > 0 AND "height" > 0 AND "bytes" > 0 AND "width"::bigint * "height" <= 4194304
    )
);

-- CreateTable
CREATE TABLE "job_inputs" (
    "job_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "upload_id" UUID NOT NULL,

    CONSTRAINT "job_inputs_pkey" PRIMARY KEY ("job_id","role","position"),
    CONSTRAINT "job_inputs_role_known" CHECK ("role" IN ('image', 'mask')),
    CONSTRAINT "job_inputs_position_in_range" CHECK ("position" BETWEEN 0 AND 15 AND ("role" = 'image' OR "position" = 0))
);

-- CreateIndex
CREATE INDEX "uploads_user_id_used_at_idx" ON "uploads"("user_id", "used_at" DESC);

-- CreateIndex
CREATE INDEX "uploads_used_at_idx" ON "uploads"("used_at");

-- CreateIndex
CREATE UNIQUE INDEX "uploads_user_id_content_hash_key" ON "uploads"("user_id", "content_hash");

-- CreateIndex
CREATE INDEX "job_inputs_upload_id_idx" ON "job_inputs"("upload_id");

-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_inputs" ADD CONSTRAINT "job_inputs_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "jobs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_inputs" ADD CONSTRAINT "job_inputs_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "uploads"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
