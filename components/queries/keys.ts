/** Every key of the query cache, so that whoever hears of a change knows what to fetch anew. */
export const queryKeys = {
  jobs: ['jobs'] as const,
  job: (jobId: string) => ['job', jobId] as const,
  pictures: ['pictures'] as const,
  wallet: ['wallet'] as const,
  statement: ['statement'] as const,
  presets: ['presets'] as const,
  snippets: ['snippets'] as const,
  prompts: ['prompts'] as const,
  uploads: ['uploads'] as const,
}
