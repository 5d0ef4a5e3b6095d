import { type LandingPictureName, landingPictures } from './landing-pictures.ts'

/** One of our own pictures in three file sizes, so that a phone loads a small one. Its place is kept before it comes. */
export function LandingPicture(props: {
  name: LandingPictureName
  alt: string
  /** The `sizes` of the img: how wide it will be drawn. */
  sizes: string
  /** `first` is the picture that people wait for; what is below the fold is `lazy`. */
  loading: 'first' | 'eager' | 'lazy'
}) {
  const { width, height, tiny } = landingPictures[props.name]
  const largest = Math.min(1440, width)
  const file = (edge: number) => `/landing/${props.name}-${edge}.webp`
  return (
    <picture className="contents">
      <img
        src={file(768)}
        srcSet={`${file(320)} 320w, ${file(768)} 768w, ${file(1440)} ${largest}w`}
        sizes={props.sizes}
        width={width}
        height={height}
        alt={props.alt}
        loading={props.loading === 'lazy' ? 'lazy' : 'eager'}
        fetchPriority={props.loading === 'first' ? 'high' : 'auto'}
        // With the words and not a moment after them, where people look first.
        decoding={props.loading === 'lazy' ? 'async' : 'sync'}
        className="block h-auto w-full bg-wash bg-cover"
        style={{ backgroundImage: `url("data:image/webp;base64,${tiny}")` }}
      />
    </picture>
  )
}
