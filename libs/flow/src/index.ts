export { doorPorts } from './flow.js';
export { FlowModule } from './flow.module.js';
export { libraries, modulesOf, schemaOf, type LibraryName } from './libraries.js';
