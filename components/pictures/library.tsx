'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { keepPreference } from '#components/ui/cookie.ts'
import type { Facets } from '#lib/library/view.ts'
import { type Density, densityCookie } from './density.ts'
import { FolderDialog, type FolderTask } from './folder-dialogs.tsx'
import { fetchFacets, type InitialPictures } from './library-calls.ts'
import { libraryKeys } from './library-keys.ts'
import { NoPictures, WallFailed } from './library-notices.tsx'
import { PlacesMenu, PlacesRail, usePlaces } from './library-places.tsx'
import { LibraryToolbar } from './library-toolbar.tsx'
import { SelectionTools } from './selection-tools.tsx'
import { useFilters } from './use-filters.ts'
import { usePictureChanges } from './use-picture-changes.ts'
import { useWall } from './use-wall.ts'
import { useWallSelection } from './use-wall-selection.ts'
import { Wall } from './wall.tsx'

interface LibraryProps {
  initial: InitialPictures
  facets: Facets
  density: Density
  /** For how many days the bin keeps a picture. */
  binDays: number
}

/** The library: where one is, what one looks for, and the wall of what was found. */
export function Library(props: LibraryProps) {
  const t = useTranslate('library')
  const { initial } = props
  const [density, setDensity] = useState(props.density)
  const [selectMode, setSelectMode] = useState(false)
  const [task, setTask] = useState<FolderTask | null>(null)
  const [paused, setPaused] = useState(false)

  const state = useFilters()
  const { filters, go } = state
  const { data: facets } = useQuery({
    queryKey: libraryKeys.facets,
    queryFn: ({ signal }) => fetchFacets(signal),
    initialData: props.facets,
    initialDataUpdatedAt: initial.readAt,
  })
  const { wall, status, error, retry } = useWall(state.view, initial, paused)
  const [selection, select] = useWallSelection(wall)
  const changes = usePictureChanges(wall)
  if (changes.running !== paused) setPaused(changes.running)

  const isEmpty = facets.count === 0 && Object.keys(filters).length === 0
  const cameWhole = initial.view === state.view && initial.nextCursor === null && !initial.older
  const complete = status === 'ready' || (status === 'first' && cameWhole)
  const total = wall.ratios.length
  const places = { filters, facets, onGo: go, onTask: setTask }
  const { here } = usePlaces({ filters, facets })

  return (
    <div className="mx-auto grid max-w-[112rem] gap-x-8 px-4 py-5 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:pr-8 lg:pl-5">
      <aside className="max-lg:hidden">
        <div className="sticky top-[calc(var(--bars-height)+1.25rem)] max-h-[calc(100dvh-var(--bars-height)-2.5rem)] overflow-y-auto">
          <PlacesRail {...places} />
        </div>
      </aside>
      <div className="min-w-0">
        <SelectionTools
          wall={wall}
          view={state.view}
          complete={complete}
          inBin={filters.bin === true}
          folders={facets.folders}
          selection={selection}
          onSelect={select}
          selectMode={selectMode}
          onSelectMode={setSelectMode}
          changes={changes}
        >
          {({ bar, favourite, remove }) => (
            <>
              <div
                className={`mb-3 flex min-h-11 items-center gap-3 border-b py-1 ${bar ? 'sticky top-(--bars-height) z-20 -mx-4 border-line bg-paper px-4 sm:-mx-2 sm:px-2' : 'border-transparent'}`}
              >
                <h1 className={`page-title min-w-0 truncate ${bar ? 'sr-only' : 'max-lg:sr-only'}`}>
                  {here.label}
                </h1>
                {bar ? (
                  <div className="min-w-0 flex-1">{bar}</div>
                ) : (
                  <>
                    <div className="min-w-0 lg:hidden">
                      <PlacesMenu {...places} />
                    </div>
                    <p className="numerals mt-1 shrink-0 text-sm text-soft">
                      {complete && !isEmpty ? t('count', { count: total }) : ''}
                    </p>
                  </>
                )}
              </div>
              {!isEmpty && (
                <LibraryToolbar
                  state={state}
                  facets={facets}
                  count={complete ? total : undefined}
                  density={density}
                  onDensity={(next) => {
                    setDensity(next)
                    keepPreference(densityCookie, next)
                  }}
                  selectMode={selectMode}
                  onSelectMode={setSelectMode}
                />
              )}
              {filters.bin && total > 0 && (
                <p className="mt-3 text-sm text-soft">{t('binNote', { days: props.binDays })}</p>
              )}
              <div
                className={`mt-4 transition-opacity ${status === 'changing' ? 'opacity-50' : ''}`}
                aria-busy={status === 'changing'}
              >
                {error && !saysSessionEnded(error) && <WallFailed error={error} onRetry={retry} />}
                {total > 0 ? (
                  <Wall
                    wall={wall}
                    complete={complete}
                    density={density}
                    search={state.search}
                    label={here.label}
                    selection={selection}
                    onSelect={select}
                    selectMode={selectMode}
                    paused={paused}
                    onFavourite={favourite}
                    onDelete={remove}
                  />
                ) : (
                  complete && (
                    <NoPictures
                      filters={filters}
                      folderExists={facets.folders.some(({ id }) => id === filters.folder)}
                      binDays={props.binDays}
                      onChange={state.change}
                      onGo={go}
                    />
                  )
                )}
              </div>
            </>
          )}
        </SelectionTools>
        <WallEnd
          initial={initial}
          search={state.search}
          complete={complete}
          total={total}
          view={state.view}
        />
      </div>
      {task && (
        <FolderDialog
          task={task}
          onClose={() => setTask(null)}
          onCreated={({ id }) => go({ folder: id })}
          onDeleted={({ id }) => filters.folder === id && go({})}
        />
      )}
    </div>
  )
}

/** Below the last row: without script, the way to older pictures. */
function WallEnd(props: {
  initial: InitialPictures
  search: string
  view: string
  complete: boolean
  total: number
}) {
  const t = useTranslate('library')
  const { initial, search, complete, total } = props
  if (complete && !initial.older) {
    return total > 0 ? <p className="py-6 text-center text-sm text-soft">{t('end')}</p> : null
  }
  // Another view is on its way.
  if (initial.view !== props.view) return null
  const withCursor = new URLSearchParams(search)
  if (initial.nextCursor) withCursor.set('cursor', initial.nextCursor)
  return (
    <p className="flex justify-center gap-3 py-6">
      {initial.older && (
        <a href={search || '?'} className="button button-plain">
          {t('newest')}
        </a>
      )}
      {initial.nextCursor && (
        <a href={`?${withCursor}`} className="button button-plain">
          {t('older')}
        </a>
      )}
    </p>
  )
}
