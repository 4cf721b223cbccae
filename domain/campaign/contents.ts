/** The five content areas (双拥在基层 二), in words of our own; the administrator edits them before the launch. */
export const CONTENTS = [
  {
    key: 'education',
    title: '国防教育和崇尚荣誉',
    text: '用媒体宣传双拥典型；八一前后组织军营开放和军地互访；悬挂光荣牌、送立功喜报，引导退役军人珍惜荣誉。',
  },
  {
    key: 'army',
    title: '帮助基层部队排忧解难',
    text: '在政策、资金、人才、技术上支持部队建设，改善官兵工作生活条件，办好官兵的后路、后院、后代三件事。',
  },
  {
    key: 'beneficiaries',
    title: '解决优抚安置对象特殊困难',
    text: '对优抚对象普遍摸底，政策没有落实的尽快落实，有特殊困难的依托救助体系解决，依法办理军人军属的纠纷。',
  },
  {
    key: 'people',
    title: '爱民惠民助民',
    text: '驻军部队发挥人才、装备、技术优势，参与帮困助学、志愿服务和学生军训，就近为困难群众服务。',
  },
  {
    key: 'culture',
    title: '双拥文化活动',
    text: '烈士纪念日共同祭扫，开展文化进军营，举办军民联欢，创作双拥题材作品。',
  },
] as const;
