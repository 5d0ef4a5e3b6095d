/**
 * One of the user's own files. Not next/image: its cache would hold private pictures for everybody, and every picture has
 * a preview of our own already. Width and height keep its place before it has come.
 */
export function StoredPicture(props: {
  src: string
  /** Other widths of it (./picture-sources.ts), and how wide it will stand, where the browser cannot wait to see. */
  srcSet?: string
  sizes?: string
  alt: string
  width?: number
  height?: number
  /** Fetched at once and before others, and painted with the words: for those that are in view at first. */
  eager?: boolean
  className?: string
}) {
  const { eager, sizes, ...attributes } = props
  return (
    <picture className="contents">
      <img
        {...attributes}
        sizes={sizes && !eager ? `auto, ${sizes}` : sizes}
        alt={props.alt}
        loading={eager ? 'eager' : 'lazy'}
        // The scripts of the page come after what people came to see.
        fetchPriority={eager ? 'high' : 'auto'}
        decoding={eager ? 'sync' : 'async'}
      />
    </picture>
  )
}
