/** What people can say is wrong; the words stand in messages under `picture.reason` and `admin.reason`. */
export const reportReasons = ['wrong-picture', 'bad-quality', 'charged', 'unsafe', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

/** A report as operators see it. Times are ISO 8601 in UTC. */
export interface ReportView {
  id: string
  createdAt: string
  userId: string
  email: string
  jobId: string
  /** The image it is about; where it is about the whole job, the job's first. */
  imageId: string | null
  aboutJob: boolean
  model: string
  reason: string
  text: string
  /** Null while nobody has dealt with it. */
  closedAt: string | null
  /** The operator's mail address, or id where the account is gone. */
  closedBy: string | null
}

export interface ReportsPage {
  reports: ReportView[]
  nextCursor: string | null
}
