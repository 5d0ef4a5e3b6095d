/** What a letter says, before it becomes text and HTML. Paragraphs are plain text. */
export interface Letter {
  subject: string
  paragraphs: string[]
  /** The one thing to do. In the text version the address stands on a line of its own. */
  action?: { label: string; url: string }
  /** Small print: why this letter came. */
  footer: string
}
