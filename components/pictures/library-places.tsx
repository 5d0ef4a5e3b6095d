'use client'

import {
  ChevronDown,
  Ellipsis,
  Folder,
  FolderOpen,
  FolderPlus,
  Heart,
  Images,
  Pencil,
  Trash2,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ActionMenu } from '#components/ui/action-menu.tsx'
import { languageTags } from '#lib/i18n/locales.ts'
import type { Facets, FolderView } from '#lib/library/view.ts'
import type { FolderTask } from './folder-dialogs.tsx'
import { type LibraryFilters, writeFilters } from './library-filters.ts'

interface PlacesProps {
  filters: LibraryFilters
  facets: Facets | undefined
  onGo: (filters: LibraryFilters) => void
  onTask: (task: FolderTask) => void
}

interface Place {
  filters: LibraryFilters
  label: string
  icon: ReactNode
  count: number | undefined
  isHere: boolean
}

/** Where one is: everything, the favourites, a folder, the bin. */
export function usePlaces({ filters, facets }: Pick<PlacesProps, 'filters' | 'facets'>) {
  const t = useTranslate('library')
  const { folder, bin, favourite } = filters
  const all: Place = {
    filters: {},
    label: t('all'),
    icon: <Images aria-hidden="true" className="size-4 shrink-0" />,
    count: facets?.count,
    isHere: !folder && !bin && !favourite,
  }
  const favourites: Place = {
    filters: { favourite: true },
    label: t('favourites'),
    icon: <Heart aria-hidden="true" className="size-4 shrink-0" />,
    count: facets?.favourites,
    isHere: favourite === true && !folder && !bin,
  }
  const inBin: Place = {
    filters: { bin: true },
    label: t('bin'),
    icon: <Trash2 aria-hidden="true" className="size-4 shrink-0" />,
    count: facets?.bin,
    isHere: bin === true,
  }
  const folders = (facets?.folders ?? []).map((each) => ({
    ...folderPlace(each, !bin && folder === each.id),
    folder: each,
  }))
  const here =
    [favourites, inBin, ...folders].find(({ isHere }) => isHere) ??
    (folder ? { ...all, label: t('folder'), isHere: true } : all)
  return { all, favourites, inBin, folders, here }
}

function folderPlace({ id, name, count }: FolderView, isHere: boolean): Place {
  const Icon = isHere ? FolderOpen : Folder
  return {
    filters: { folder: id },
    label: name,
    icon: <Icon aria-hidden="true" className="size-4 shrink-0" />,
    count,
    isHere,
  }
}

/** The places beside the wall, where there is room. */
export function PlacesRail(props: PlacesProps) {
  const t = useTranslate('library')
  const { all, favourites, inBin, folders } = usePlaces(props)
  return (
    <nav aria-label={t('places')} className="text-sm">
      <ul>
        {[all, favourites].map((place) => (
          <PlaceLink key={place.label} place={place} onGo={props.onGo} />
        ))}
      </ul>
      <div className="mt-6 flex items-center justify-between pl-3">
        <h2 className="text-xs text-soft">{t('folders')}</h2>
        <button
          type="button"
          className="button button-quiet button-small"
          aria-label={t('newFolder')}
          title={t('newFolder')}
          onClick={() => props.onTask({ kind: 'create' })}
        >
          <FolderPlus aria-hidden="true" className="size-4" />
        </button>
      </div>
      <ul>
        {folders.map((place) => (
          <PlaceLink key={place.folder.id} place={place} onGo={props.onGo}>
            <ActionMenu
              label={t('folderActions', { name: place.label })}
              className="button button-quiet button-small shrink-0 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
              groups={[folderActions(place.folder, props.onTask, t)]}
            >
              <Ellipsis aria-hidden="true" className="size-4" />
            </ActionMenu>
          </PlaceLink>
        ))}
      </ul>
      <ul className="mt-6">
        <PlaceLink place={inBin} onGo={props.onGo} />
      </ul>
    </nav>
  )
}

function folderActions(
  folder: FolderView,
  onTask: (task: FolderTask) => void,
  t: ReturnType<typeof useTranslate<'library'>>,
) {
  return [
    {
      label: t('rename'),
      icon: <Pencil aria-hidden="true" className="size-4" />,
      onSelect: () => onTask({ kind: 'rename', folder }),
    },
    {
      label: t('deleteFolder'),
      icon: <Trash2 aria-hidden="true" className="size-4" />,
      onSelect: () => onTask({ kind: 'delete', folder }),
    },
  ]
}

function PlaceLink(props: { place: Place; onGo: (filters: LibraryFilters) => void; children?: ReactNode }) {
  const pathname = usePathname()
  const locale = useLocale()
  const number = new Intl.NumberFormat(languageTags[locale])
  const { place } = props
  return (
    <li className="group relative flex items-center">
      <Link
        href={pathname + writeFilters(place.filters)}
        prefetch={false}
        aria-current={place.isHere ? 'page' : undefined}
        className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-sm px-3 text-soft hover:bg-wash hover:text-ink aria-[current]:bg-wash aria-[current]:font-medium aria-[current]:text-ink pointer-fine:min-h-9"
        onClick={(event: MouseEvent) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          props.onGo(place.filters)
        }}
      >
        {place.icon}
        <span className="min-w-0 flex-1 truncate">{place.label}</span>
        {place.count !== undefined && place.count > 0 && (
          <span
            className={`numerals text-xs text-soft ${props.children ? 'group-focus-within:invisible group-hover:invisible pointer-coarse:mr-8' : ''}`}
          >
            {number.format(place.count)}
          </span>
        )}
      </Link>
      {props.children && <div className="absolute right-0">{props.children}</div>}
    </li>
  )
}

/** The same places behind one button, where there is no room. */
export function PlacesMenu(props: PlacesProps) {
  const t = useTranslate('library')
  const number = new Intl.NumberFormat(languageTags[useLocale()])
  const { all, favourites, inBin, folders, here } = usePlaces(props)
  const open = folders.find(({ isHere }) => isHere)
  const go = (place: Place) => ({
    label: place.count ? `${place.label} · ${number.format(place.count)}` : place.label,
    icon: place.icon,
    onSelect: () => props.onGo(place.filters),
  })
  const create = {
    label: t('newFolder'),
    icon: <FolderPlus aria-hidden="true" className="size-4 shrink-0" />,
    onSelect: () => props.onTask({ kind: 'create' }),
  }
  return (
    <ActionMenu
      className="-ml-2 flex min-h-11 min-w-0 items-center gap-2 px-2 text-left"
      groups={[
        [go(all), go(favourites)],
        [...folders.map(go), create],
        ...(open ? [folderActions(open.folder, props.onTask, t)] : []),
        [go(inBin)],
      ]}
    >
      <span className="page-title truncate">{here.label}</span>
      <ChevronDown aria-hidden="true" className="mt-1 size-5 shrink-0 text-soft" />
    </ActionMenu>
  )
}
