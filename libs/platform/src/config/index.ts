export { ConfigModule } from './config.module.js';
export { isSecret, loadSettings, SettingsError } from './load.js';
export { productVersion, projectRoot } from './project-root.js';
export { Settings } from './settings.js';
