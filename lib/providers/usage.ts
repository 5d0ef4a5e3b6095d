import { z } from 'zod'
import type { Usage } from '#lib/catalog/quote.ts'

const detailsSchema = z.object({ text_tokens: z.number(), image_tokens: z.number() })

/** `usage` of an answer or of a stream's last event. Compatible servers leave parts of it out, or all. */
export const usageSchema: z.ZodType<Usage> = z.object({
  input_tokens: z.number(),
  input_tokens_details: detailsSchema.optional(),
  output_tokens: z.number(),
  output_tokens_details: detailsSchema.optional(),
})
