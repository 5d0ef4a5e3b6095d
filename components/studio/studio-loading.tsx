import { WorkLoading } from '#components/shell/work-loading.tsx'

/** The places of the form, as tall as what comes to them, while the studio is fetched. Without script of its own. */
export function StudioLoading() {
  return (
    <div className="mx-auto max-w-[112rem] lg:grid lg:grid-cols-[26rem_minmax(0,1fr)]">
      <div
        aria-hidden="true"
        className="space-y-5 px-4 pt-5 sm:px-6 lg:h-[calc(100dvh-var(--bars-height))] lg:border-r lg:border-line"
      >
        <div>
          <div className="mb-3 h-7 w-40 bg-wash" />
          <div className="h-36 border border-line bg-sheet" />
          <div className="mt-2 h-7 w-32 bg-wash" />
        </div>
        <div className="h-11 border border-line bg-sheet" />
        <Row label="w-12" height="h-17" cells={5} />
        <Row label="w-16" height="h-11" cells={5} />
        <Row label="w-20" height="h-9" cells={2} />
      </div>
      <WorkLoading />
    </div>
  )
}

function Row(props: { label: string; height: string; cells: number }) {
  return (
    <div>
      <div className={`mb-2 h-5 bg-wash ${props.label}`} />
      <div className="flex gap-1.5">
        {Array.from({ length: props.cells }, (_, at) => at).map((at) => (
          <div key={at} className={`flex-1 border border-line bg-sheet ${props.height}`} />
        ))}
      </div>
    </div>
  )
}
