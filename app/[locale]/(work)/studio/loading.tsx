import { WorkLoading } from '#components/shell/work-loading.tsx'

export default WorkLoading
