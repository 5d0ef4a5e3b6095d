import type { kinds } from './landing-kinds.tsx'

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const
const hills = 'M0 0c6-9 10-12 14-12s6 5 9 5 6-8 11-8 9 9 12 15'

/** Each kind of work in a few strokes: what goes in, and the sheet that comes out. */
export function KindDrawing(props: { kind: (typeof kinds)[number] }) {
  return (
    <svg viewBox="0 0 160 80" className="h-20 w-auto" aria-hidden="true" focusable="false">
      {inputs[props.kind]}
      <path d="M78 40h16m-5-5 5 5-5 5" {...stroke} />
      <rect x="104" y="14" width="52" height="52" {...stroke} />
      <g transform="translate(107 63)">
        <path d={hills} {...stroke} />
      </g>
      {props.kind === 'Mask' ? (
        <circle cx="142" cy="28" r="7" className="fill-cinnabar" />
      ) : (
        <circle cx="142" cy="28" r="5" {...stroke} />
      )}
    </svg>
  )
}

const inputs = {
  Text: (
    <>
      <path d="M18 26h44M18 36h44M18 46h30" {...stroke} />
      <path d="M54 40v12" className="stroke-cinnabar" strokeWidth="2" />
    </>
  ),
  Image: (
    <>
      <rect x="14" y="14" width="52" height="52" {...stroke} />
      <g transform="translate(17 63)">
        <path d={hills} {...stroke} strokeDasharray="3 3" />
      </g>
    </>
  ),
  Many: (
    <>
      <rect x="8" y="10" width="34" height="34" {...stroke} />
      <rect x="22" y="22" width="34" height="34" {...stroke} className="fill-paper" />
      <rect x="36" y="34" width="34" height="34" {...stroke} className="fill-paper" />
    </>
  ),
  Mask: (
    <>
      <rect x="14" y="14" width="52" height="52" {...stroke} />
      <g transform="translate(17 63)">
        <path d={hills} {...stroke} />
      </g>
      <circle
        cx="52"
        cy="28"
        r="9"
        fill="none"
        className="stroke-cinnabar"
        strokeWidth="1.5"
        strokeDasharray="3 2.5"
      />
    </>
  ),
}
