### layer：使用者在图谱之上添加的内容；矛盾与核对看板

layer-edit-refused = 无法作此改动
layer-edit-missing = 没有可修改的“{ $id }”

## 表单

layer-form-title-new = 添加数据主张
layer-form-title-correct = 更正数据主张
layer-form-title-newer = 录入更新的数字
layer-form-title-change = 修改自己录入的主张
layer-form-why-own = 保存在图谱之上的自有图层中，并注明出处。
layer-form-why-correct = 用于原数字抄录有误的情况。原主张保留可查，图表改用更正后的数字。
layer-form-why-newer = 用于同一数字的后续发布。此前日期仍按原主张显示。
layer-form-original = 原主张
layer-form-subject = 对象
layer-form-subject-hint = 地区、企业、基金、机构……
layer-form-metric = 指标
layer-form-metric-hint = 统计的内容
layer-form-period = 时期
layer-form-period-hint = 如 2026Q1、2025H1、2024、2025-12
layer-form-figure = 数字（按原文写法）
layer-form-figure-hint = 2,865 · 超300 · 约2.5亿元
layer-form-reads = 读作 { $figure }
layer-form-reads-not-stated = 读作“未说明”
layer-form-written = 原文措辞
layer-form-written-hint = 照录原文
layer-form-provider = 数据提供方
layer-form-provider-none = 原文未注明
layer-form-document = 出处文献
layer-form-document-pick = 选择文献
layer-form-document-new = 列表中没有的文献……
layer-form-document-known = 改为从列表中选择
layer-form-document-title = 文献标题
layer-form-document-hint = 按原题填写
layer-form-published-hint = 2026-04-28、2026-04 或 2026
layer-form-optional = 原文有注明时填写
layer-form-locator = 文中位置
layer-form-locator-hint = 页码、章节、表格
layer-form-note = 备注
layer-form-none-found = 没有匹配项
layer-form-author = 您的姓名
layer-form-signed = 由 { $author } 于 { $day } 录入
layer-form-unsigned = 录入日期 { $day }
layer-form-save = 保存
layer-form-cancel = 取消
layer-form-problems = 还有 { $n } 处需要填写或修改。
layer-form-missing = 尚未填写
layer-form-period-wrong = “{ $text }”不是时期，请写成 2026Q1、2025H1、2024 或 2025-12
layer-form-unit-wrong = 单位“{ $text }”与指标不符
layer-form-figure-none = “{ $text }”中没有数字
layer-form-figure-rest = 数字后面的“{ $text }”无法识别
layer-form-figure-large = 数字位数过多
layer-form-figure-no-money = 该指标不以金额计
layer-form-figure-parts = 数字各部分不相符：{ $text }

## 撤销时显示的操作

layer-did-add = 添加主张
layer-did-correct = 更正主张
layer-did-supersede = 录入更新数字
layer-did-change = 修改主张
layer-did-remove = 删除主张
layer-did-keep = 保留推算数字
layer-did-decide = 对矛盾的判断
layer-undo = 撤销：{ $what }
layer-redo = 重做：{ $what }

## 主张的状态与操作

layer-state-replaced = 未采用：已由 { $id } 取代
layer-state-later = 未采用：发布日期晚于视图所述日期
layer-state-set-aside = 未采用：已选用 { $id }
layer-short-replaced = 已被取代
layer-short-later = 较晚发布
layer-short-set-aside = 未采用
layer-correct = 更正…
layer-newer = 更新数字…
layer-change = 修改…
layer-remove = 删除
layer-keep = 保留为主张
layer-entered = 录入
layer-add-here = 添加数据主张…
layer-follows-from = 推算依据
layer-left-out-missing = { $key } 未采用：找不到 { $detail }
layer-left-out-unit = { $key } 未采用：单位 { $detail } 与指标不符
layer-left-out-figure = { $key } 未采用：数字各部分不相符
layer-left-out-taken = { $key } 未采用：该编号已被图谱中的主张占用
layer-left-out-follows = { $key } 已不能由其依据推出 { $detail }

## 截至日期

layer-as-of = 截至
layer-as-of-all = 全部已知
layer-as-of-tip = 只采用此日之前已发布的内容。来源未注明日期的，按其数据截止日计。
layer-as-of-later = 另有 { $n } 条更晚发布

## 看板

board-none = 没有相互矛盾的主张，也没有需要核对的合计。
board-class-all = 全部
board-class-contradiction = 矛盾
board-class-jump = 突变
board-class-definition = 口径差异
board-class-record = 记录问题
board-class-check = 核对
board-open-count = { $n } 项待定
board-expected = 由其他数字推得
board-found = 原文所述
board-in-use = 采用中
board-use = 采用此项
board-used-in = 用于：{ $where }
board-used-lists = 仅用于列表
board-decision = 你的判断
board-decision-remove = 撤回判断
board-state-open = 待定
board-state-settled = 已定
board-state-dismissed = 无碍
board-note = 备注
board-note-hint = 说明理由，供日后查阅
board-stands-in = 涉及的矛盾与核对

## 文件
layer-failed-journal = 改动未能写入日志
layer-failed-save = 自有主张未能保存
layer-failed-read = 自有主张无法读取
layer-failed-foreign = 上次未保存的改动对应另一版本的自有主张，已移至
layer-recovered = 上次退出时有 { $n } 处改动未保存。
layer-recovered-keep = 保留这些改动
layer-recovered-drop = 恢复到已保存的文件
layer-changed = 其他程序修改了自有主张的文件，而你也有未保存的改动。
layer-changed-mine = 保留我的（对方版本存为 .bak）
layer-changed-theirs = 采用对方的版本
layer-file-saved = 自有主张：已保存
layer-file-kept = 自有主张：已记录，即将保存
layer-file-saving = 自有主张：写入中……
layer-file-unsaved = 自有主张：未保存，重试
layer-file-read-only = 自有主张：只读

## 从表格录入主张
layer-did-import = 导入主张
layer-failed-import = 表格无法读取
layer-import-column = 缺少一列，请任选其一作为列名：{ $columns }
layer-import-unknown = 无法识别“{ $text }”
layer-import-ambiguous = “{ $text }”有重名，请填写编号
layer-import-row = 该行无法读取：{ $text }
layer-imported = 已录入 { $taken } 条，{ $left } 行未录入
layer-imported-row = 第 { $line } 行 { $column }：{ $why }
layer-file-changed = 自有主张：已被其他程序修改，请选择
layer-file-in-use = 该项目已在另一窗口打开，此处的自有主张只能查看。
layer-file-no-edits = 自有主张暂不能修改：文件只读、正被另一窗口使用或正在读取
layer-part-claim = 主张
layer-part-document = 文献
layer-part-provider = 数据提供方
layer-part-rate = 汇率
layer-part-decision = 判断
layer-part-join = 连线
