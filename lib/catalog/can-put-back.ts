interface Edges {
  width: number
  height: number
}

/** Shapes that are further apart were made anew, not repainted: what is where in one is elsewhere in the other. */
const RATIO_DIFFERENCE_MAX = 0.01

/** Whether the parts of an input that were not painted can be put back into a picture: their shapes differ by 1 % at most. */
export function canPutBack(made: Edges, input: Edges): boolean {
  return Math.abs((made.width * input.height) / (made.height * input.width) - 1) <= RATIO_DIFFERENCE_MAX
}
