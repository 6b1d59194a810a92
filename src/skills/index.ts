export { LoadSkills } from './load-skills.js';
export { aliasKey, areaList, topicList } from './skill-files.js';
export { inAnyArea, type Narrowing, narrowing, publicCount } from './public-count.js';
export { SkillsModule } from './skills.module.js';
export { topicsOf } from './skills.view.js';
export { taggedWithTopics, Tagging, type TagTable, topicsBySlug } from './tagging.js';
