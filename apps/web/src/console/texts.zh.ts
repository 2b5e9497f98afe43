import access from './access/texts.zh.json';
import booth from './booth/texts.zh.json';
import catalogue from './catalogue/texts.zh.json';
import dispatch from './dispatch/texts.zh.json';
import enterprise from './enterprise/texts.zh.json';
import fair from './fair/texts.zh.json';
import field from './field/texts.zh.json';
import fairPlan from './fair-plan/texts.zh.json';
import frame from './frame/texts.zh.json';
import imports from './import/texts.zh.json';
import kit from './kit/texts.zh.json';
import mass from './mass/texts.zh.json';
import matching from './matching/texts.zh.json';
import need from './need/texts.zh.json';
import notification from './notification/texts.zh.json';
import results from './results/texts.zh.json';
import supply from './supply/texts.zh.json';
import survey from './survey/texts.zh.json';
import system from './system/texts.zh.json';
import webhook from './webhook/texts.zh.json';
import year from './year/texts.zh.json';

/** Every text of the console: one file a feature. */
export default {
  ...kit,
  ...frame,
  ...access,
  ...need,
  ...imports,
  ...matching,
  ...dispatch,
  ...results,
  ...supply,
  ...fair,
  ...field,
  ...fairPlan,
  ...booth,
  ...year,
  ...enterprise,
  ...survey,
  ...catalogue,
  ...notification,
  ...mass,
  ...system,
  ...webhook,
};
