import { StudioLoading } from '#components/studio/studio-loading.tsx'

export default StudioLoading
