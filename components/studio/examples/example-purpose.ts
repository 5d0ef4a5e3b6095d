/** What a picture is for, with prompts that begin well. Written anew in each language: neither list is the other's translation. */
export interface ExamplePurpose {
  id: string
  name: string
  prompts: readonly string[]
}
