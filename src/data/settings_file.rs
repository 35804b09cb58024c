//! The settings file of a project.

use std::path::Path;

use ron::ser::PrettyConfig;

use super::{
    atomic_write::{self, Old},
    ron_file::{self, FileProblem, ProblemKind},
};
use crate::model::settings::Settings;

/// The newest file version, the only one written.
pub const VERSION: u32 = 1;

/// The head of the file, in both languages.
const HEAD: &str = include_str!("settings_head.txt");

/// Reads settings. A file that is not there gives the defaults.
///
/// # Errors
/// With line and column; the program then goes on with the defaults.
pub fn read(path: &Path) -> Result<Settings, FileProblem> {
    if !path.exists() {
        return Ok(Settings::default());
    }
    parse(&ron_file::read_bytes(path)?, &path.display().to_string())
}

fn parse(bytes: &[u8], name: &str) -> Result<Settings, FileProblem> {
    let text = ron_file::decode(bytes, name)?;
    let lexed = ron_file::lex_checked(&text, name)?;
    let version = ron_file::version(&text, &lexed, name)?;
    if version <= VERSION {
        return ron_file::parse(&text, &lexed, name);
    }
    match ron_file::parse_leniently::<Settings>(&text, name) {
        Ok((settings, _left_out)) => Ok(settings),
        Err(problem) => Err(FileProblem { kind: ProblemKind::NewerUnreadable(version, VERSION), ..problem }),
    }
}

/// Writes settings. A file of a newer version is left alone; one that cannot be read becomes a
/// kept copy first, so that nothing a person wrote is lost.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, settings: &Settings) -> std::io::Result<()> {
    let old = match read(path) {
        Ok(there) if there.version > VERSION => return Ok(()),
        Ok(_) => Old::Replace,
        Err(_) => Old::KeepCopy,
    };
    let settings = Settings { version: VERSION, ..settings.clone() };
    let config = PrettyConfig::new().new_line("\n").struct_names(true);
    let body = ron::ser::to_string_pretty(&settings, config).map_err(std::io::Error::other)?;
    atomic_write::write(path, format!("{HEAD}{body}\n").as_bytes(), old)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::model::{lang::Lang, settings::ThemeChoice};

    #[test]
    fn settings_survive_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("设置 x").join("settings.ron");
        assert_eq!(read(&path), Ok(Settings::default()));
        let settings = Settings {
            lang: Some(Lang::Zh),
            theme: ThemeChoice::Dark,
            recent: vec!["C:\\视图\\a \"b\".view.ron".into()],
            ..Default::default()
        };
        write(&path, &settings).unwrap();
        assert_eq!(read(&path), Ok(settings.clone()));
        let first = fs::read_to_string(&path).unwrap();
        write(&path, &settings).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), first);
    }

    #[test]
    fn a_broken_file_is_kept_and_a_newer_one_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        fs::write(&path, "Settings(version: 1, lnag: en)").unwrap();
        let problem = read(&path).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::UnknownField("lnag".into(), "lang".into()));
        assert_eq!((problem.line, problem.col), (1, 22));
        write(&path, &Settings::default()).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("settings-copy.ron")).unwrap(), "Settings(version: 1, lnag: en)");
        let newer = "Settings(version: 9, theme: dark, colour: \"red\")";
        fs::write(&path, newer).unwrap();
        assert_eq!(read(&path).unwrap().theme, ThemeChoice::Dark);
        write(&path, &Settings::default()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }
}
