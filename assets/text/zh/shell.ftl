### 窗口、菜单、操作、搜索、状态栏

shell-title = 产业集群图谱
shell-menu-file = 文件
shell-menu-edit = 编辑
shell-menu-view = 视图
shell-menu-data = 数据
shell-menu-help = 帮助
shell-menu-all = 菜单

shell-workspace-explore = 总览
shell-workspace-compare = 对比
shell-workspace-sources = 来源

shell-panel-map = 地图
shell-panel-financing = 融资
shell-panel-ranking = 梯队
shell-panel-compare = 城市对比
shell-panel-parts = 分项得分
shell-panel-claims = 数据主张
shell-panel-documents = 文献
shell-panel-conflicts = 矛盾与核对
shell-panel-schemes = 分层对照
shell-panel-rates = 汇率
shell-panel-figures = 2020 年报告图表
shell-panel-menu = { $panel }：复制、保存、最大化
shell-panel-copy-table = 复制数据（附出处）
shell-panel-copy-picture = 复制图片
shell-panel-save-picture = 保存图片…
shell-panel-maximise = 最大化
shell-panel-restore = 还原
shell-panel-close = 关闭面板
shell-panels-none = 所有面板都已关闭。
shell-panels-reset = 恢复默认布局

action-open = 打开文件…
action-save = 保存视图
action-save-as = 视图另存为…
action-revert = 撤销保存后的全部改动
action-quit = 退出
action-undo = 撤销
action-redo = 重做
action-filter = 筛选数据主张
action-clear-filters = 清除全部筛选
action-select-none = 取消选择
action-compare-selected = 对比所选
action-explore = 总览工作区
action-compare = 对比工作区
action-sources = 来源工作区
action-back = 后退
action-forward = 前进
action-zoom-in = 放大
action-zoom-out = 缩小
action-home = 全国范围
action-left = 左侧栏
action-inspector = 详情栏
action-reset-layout = 恢复默认布局
action-panel-map = 显示地图
action-panel-financing = 显示季度融资
action-panel-ranking = 显示城市梯队
action-panel-compare = 显示城市对比
action-panel-parts = 显示分项得分
action-panel-claims = 显示数据主张
action-panel-documents = 显示文献
action-panel-conflicts = 显示矛盾与核对
action-panel-schemes = 显示分层对照
action-panel-rates = 显示汇率
action-panel-figures = 显示 2020 年报告图表
action-units-yi = 金额单位：亿元
action-units-wan = 金额单位：万元
action-units-yuan = 金额单位：元
action-units-cny-m = 金额单位：百万元
action-units-cny-bn = 金额单位：十亿元
action-units-usd-m = 金额单位：百万美元
action-units-usd-bn = 金额单位：十亿美元
action-units-hkd-bn = 金额单位：十亿港元
action-units-jpy-bn = 金额单位：十亿日元
action-units-eur-bn = 金额单位：十亿欧元
action-lang-zh = 中文
action-lang-en = 英文 English
action-theme-system = 主题跟随系统
action-theme-light = 浅色主题
action-theme-dark = 深色主题
action-base-map = 选择底图文件…
action-base-map-bundled = 使用内置底图
action-online-tiles = 在线瓦片…
action-palette = 搜索与命令
action-shortcuts = 键盘快捷键
action-about = 关于产业集群图谱

shell-search = 搜索城市、企业、数据…
shell-search-short = 搜索
shell-units-tip = 金额单位
shell-lang-tip = 切换语言：English
shell-lang-button = 中
shell-theme-tip-dark = 切换到深色主题
shell-theme-tip-light = 切换到浅色主题
shell-left-open = 打开左侧栏
shell-inspector-close = 收起详情栏

shell-views = 视图
shell-layers = 图层
shell-filters = 筛选

shell-status-cities = { $n } 城
shell-status-claims = { $shown ->
    [0] 没有数据
   *[other] { $text } 条数据
}
shell-status-of = { $shown } / { $all }
shell-status-clear = 清除
shell-status-remove = 移除筛选
shell-status-offline = 离线
shell-status-online = 在线瓦片已开启
shell-status-offline-tip = 没有任何请求离开本机。
shell-status-online-tip = 地图瓦片来自您填写的服务器。
shell-status-as-of = 截至 { $date }
shell-status-as-of-tip = 最新一份文献的发布日期
shell-status-rate = 汇率 { $rate }（{ $period }）
shell-status-rate-tip = 其他币种的金额按与其时期最近的汇率折算，并标以 *。最新汇率：{ $rates }。

shell-palette-hint = 名称、拼音、首字母、数据编号、坐标或命令
shell-palette-none = 没有找到。可输入中文或英文名称、拼音首字母（sz）、数据编号（f001）或坐标（31.3, 120.7）。
shell-palette-keys = ↑ ↓ 选择 · Enter 前往 · Esc 关闭
shell-palette-command = 命令
shell-palette-title = 搜索与命令

shell-shortcuts-title = 键盘快捷键
shell-shortcuts-mouse = 地图上的鼠标操作
shell-shortcuts-wheel = 滚轮：以指针为中心缩放
shell-shortcuts-drag = 拖动：移动地图
shell-shortcuts-double = 双击：放大
shell-shortcuts-shift-click = Shift + 单击：加入选择（最多 10 个）
shell-shortcuts-shift-drag = Shift + 拖动：框选筛选
shell-shortcuts-right = 右键：测量、坐标、这里是哪里
shell-shortcuts-tab = Tab、Shift+Tab：下一个、上一个控件
shell-shortcuts-esc = Esc：关闭最上层，再取消选择
shell-close = 关闭

shell-about-title = 关于产业集群图谱
shell-about-what = 离线的中国 AI 产业集群图谱，每个数字都是一条有出处的数据主张。
shell-about-version = 版本 { $version }
shell-about-data = 数据：{ $claims } 条，来自 { $documents } 份文献，最新发布于 { $date }
shell-about-map = 底图采用 Natural Earth；地名数据 © GeoNames，CC BY 4.0。
shell-about-borders = 边界采用 Natural Earth，不具权威性，未经地图审核（无审图号）。
shell-about-licences = 许可
shell-about-licence-program = 程序：MIT
shell-about-licence-fonts = 字体：Inter、思源黑体（Noto Sans SC），SIL 开放字体许可 1.1；图标：Material Symbols，Apache 2.0
shell-about-licence-map = 底图：Natural Earth，公有领域；地名：GeoNames，CC BY 4.0
shell-about-licence-figures = 数据：读自“来源”中列出的五份文献；评分为本项目编码
shell-about-offline = 无需网络即可使用。在线瓦片默认关闭，须手动开启。

shell-tiles-title = 在线瓦片
shell-tiles-what = 底图已内置，无需网络。也可改用栅格瓦片服务器；开启后，您所看区域的瓦片地址会发送给该服务器。
shell-tiles-template = 地址
shell-tiles-attribution = 版权说明
shell-tiles-cache = 缓存文件夹
shell-tiles-cache-hint = 系统缓存文件夹
shell-tiles-on = 从该服务器获取瓦片
shell-tiles-bad = 地址须以 https:// 或 http:// 开头，并包含 {"{z}"}、{"{x}"} 和 {"{y}"}。

shell-saveas-title = 视图另存为
shell-saveas-name = 名称
shell-saveas-where = 保存在 { $folder }
shell-saveas-button = 保存
shell-cancel = 取消

shell-question-unsaved = 视图“{ $title }”有尚未保存的改动。
shell-question-save = 保存并关闭
shell-question-discard = 不保存，直接关闭
shell-question-overwrite = 覆盖该文件？
shell-question-keep = 先留副本，再覆盖
shell-question-force = 覆盖

shell-tip = 点击城市、柱子或名次，即可看到数字的出处。Ctrl+K 可搜索一切。本图谱无需网络。
shell-tip-close = 知道了
shell-copied-table = 已复制{ $panel }及出处。
shell-copied-picture = 已复制{ $panel }的图片。
shell-saved-picture = 已保存 { $file }。
shell-drop-unknown = 无法打开此文件：{ $file }。请拖入已保存的视图（.view.ron）或底图（.pmtiles）。
shell-inspector-title = 详情

shell-kind-point = 坐标
shell-kind-city = 城市
shell-kind-province = 省级
shell-kind-view = 视图
shell-kind-fund = 基金
shell-kind-zone = 园区
shell-kind-company = 企业
shell-kind-group = 区域组合
shell-kind-document = 文献
shell-kind-entity = 其他主体
shell-kind-county = 区县
shell-kind-claim = 数据主张

shell-path-open = 打开文件
shell-path-base-map = 选择底图
shell-path-picture = 保存图片
shell-path-label = 路径（此系统没有文件对话框）
shell-path-go = 确定
shell-file-openable = 已保存的视图与底图
shell-file-base-map = 底图（PMTiles）
shell-no-project = 没有可保存的文件夹：系统未给出数据目录。请以 --project 文件夹 启动程序。
shell-failed-dialog = 文件对话框出错
shell-failed-base-map = 无法使用此底图
shell-failed-picture = 无法生成图片
shell-failed-atlas = 数据表有问题；已显示能够读取的部分
shell-failed-settings-read = 无法读取设置文件，已使用默认设置

## 自己的图层

layer-edit-refused = 无法作此改动
