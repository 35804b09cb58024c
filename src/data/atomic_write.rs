//! Writing a file so that a crash at any moment leaves either the old or the new one, whole.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use super::names::free_stem;

/// What happens to the file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// It becomes the one `.bak` beside the new file.
    Backup,
    /// As [`Old::Backup`], and a copy under a free name stays for good.
    KeepCopy,
    /// It goes.
    Replace,
}

/// Writes `bytes` to `path`: a temporary file in the same folder, synced, renamed over the old
/// one, the folder synced where the system can. Makes missing folders. A link is followed.
///
/// # Errors
/// When any step fails; the old file is then untouched.
pub fn write(path: &Path, bytes: &[u8], old: Old) -> io::Result<()> {
    write_with(path, old, |file| file.write_all(bytes))
}

/// As [`write()`], for what is too large to be held: `fill` writes the new file.
///
/// # Errors
/// When any step fails, `fill` among them; the old file is then untouched.
pub fn write_with(path: &Path, old: Old, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    // Renaming over a link would replace the link, not the file that a person linked to.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&target);
    fs::create_dir_all(folder)?;
    let exists = target.is_file();
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cluster-atlas-").suffix(".tmp");
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut file = builder.tempfile_in(folder)?;
    fill(file.as_file_mut())?;
    file.as_file().sync_all()?;
    if exists {
        file.as_file().set_permissions(fs::metadata(&target)?.permissions())?;
        if old == Old::KeepCopy {
            fs::copy(&target, copy_path(&target))?;
        }
        if old != Old::Replace {
            fs::copy(&target, backup_path(&target))?;
        }
    }
    persist(file, &target)?;
    sync_folder(folder)
}

/// Takes a file away: it becomes the one `.bak` beside where it was.
///
/// # Errors
/// When it cannot be renamed.
pub fn retire(path: &Path) -> io::Result<()> {
    fs::rename(path, backup_path(path))?;
    sync_folder(folder_of(path))
}

/// `name.view.ron.bak` beside `name.view.ron`.
pub fn backup_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".bak");
    path.with_file_name(name)
}

/// `name-copy.view.ron`, or the next free `name-copy-2.view.ron`, beside `name.view.ron`.
fn copy_path(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = name.split_once('.').map_or((name.as_str(), String::new()), |(stem, rest)| (stem, format!(".{rest}")));
    let free = free_stem(&format!("{stem}-copy"), |candidate| path.with_file_name(format!("{candidate}{ending}")).exists());
    path.with_file_name(format!("{free}{ending}"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(not(windows))]
fn persist(file: tempfile::NamedTempFile, target: &Path) -> io::Result<()> {
    file.persist(target).map(drop).map_err(|error| error.error)
}

/// On Windows a scanner or an editor may hold the old file for a moment.
#[cfg(windows)]
fn persist(file: tempfile::NamedTempFile, target: &Path) -> io::Result<()> {
    let mut file = file;
    let mut tries = 0;
    loop {
        match file.persist(target) {
            Ok(_file) => return Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::PermissionDenied && tries < 10 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(20));
                file = error.file;
            }
            Err(error) => return Err(error.error),
        }
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Windows has no way to sync a folder and needs none: the rename itself is journalled.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_replaces_and_backs_up_in_folders_with_chinese_and_spaces() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("我的 项目").join("saved views").join("苏州 看板.view.ron");
        write(&path, b"one", Old::Backup).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert!(!backup_path(&path).exists());
        write(&path, b"two", Old::Backup).unwrap();
        write(&path, b"three", Old::KeepCopy).unwrap();
        write(&path, b"four", Old::KeepCopy).unwrap();
        let read = |name: &str| fs::read_to_string(path.with_file_name(name)).unwrap();
        assert_eq!(read("苏州 看板.view.ron"), "four");
        assert_eq!(read("苏州 看板.view.ron.bak"), "three");
        assert_eq!(read("苏州 看板-copy.view.ron"), "two");
        assert_eq!(read("苏州 看板-copy-2.view.ron"), "three");
        let count = fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(count, 4, "no temporary file is left");
        retire(&path).unwrap();
        assert!(!path.exists());
        assert_eq!(read("苏州 看板.view.ron.bak"), "four");
    }

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.view.ron");
        write(&path, b"old", Old::Backup).unwrap();
        // A folder where the backup should go makes the step before the rename fail.
        fs::create_dir(backup_path(&path)).unwrap();
        assert!(write(&path, b"new", Old::Backup).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.ron"), folder.path().join("link.ron"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(&link, b"new", Old::Replace).unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
