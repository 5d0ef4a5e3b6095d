/** What a picture is for, with prompts that begin well. Written anew in each language: neither list is the other's translation. */
export interface ExamplePurpose {
  id: string
  name: string
  prompts: readonly string[]
}

/** The purpose whose prompts speak of pictures that the form has. */
export const FROM_PICTURES = 'pictures'
