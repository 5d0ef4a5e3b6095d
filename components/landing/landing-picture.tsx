import type { LandingPictureFile } from './landing-pictures.ts'

/** In a row of one height, like the wall of one's own pictures; two file sizes, so that a phone loads the small one. */
export function LandingPicture(props: { picture: LandingPictureFile; alt: string; eager: boolean }) {
  const { file, width, height } = props.picture
  const ratio = width / height
  return (
    <li className="bg-wash" style={{ flex: `${ratio} 1 0` }}>
      <picture className="contents">
        <img
          src={`/landing/${file}-640.webp`}
          srcSet={`/landing/${file}-640.webp 640w, /landing/${file}-1200.webp 1200w`}
          sizes={`(min-width: 68rem) ${Math.round(ratio * 24)}vw, ${Math.round(ratio * 42)}vw`}
          width={width}
          height={height}
          alt={props.alt}
          loading={props.eager ? 'eager' : 'lazy'}
          fetchPriority={props.eager ? 'high' : 'auto'}
          decoding="async"
          className="block h-auto w-full"
        />
      </picture>
    </li>
  )
}
