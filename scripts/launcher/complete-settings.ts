// Loaded before a part that is started alone (`node --import`), so that it runs with the settings `npm start` gives it.
import { readSettings } from './settings.ts'

await readSettings()
